import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "HashInsight",
    short_name: "HashInsight",
    description: "What bitcoin mining machines earn, what they cost, and when they pay back.",
    start_url: "/calculator",
    display: "standalone",
    background_color: "#0f0e0d",
    theme_color: "#0f0e0d",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
