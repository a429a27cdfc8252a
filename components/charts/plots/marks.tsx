import type { SVGProps } from "react";

/** Text of axes and marks. */
export const smallText = { fill: "var(--muted-foreground)", fontSize: 11 } as const;
/** Keeps a text readable over lines. */
export const halo = {
  paintOrder: "stroke",
  stroke: "var(--card)",
  strokeWidth: 3,
  strokeLinejoin: "round",
} as const;

interface HereProps extends SVGProps<SVGGElement> {
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  /** Right edge the text must stay left of. */
  readonly right: number;
}

/** "You are here": a ring, a point and a word, in the one accent colour. */
export function Here({ at, label, right, ...props }: HereProps) {
  const isLeft = at.x + 14 + label.length * 6.4 > right;
  return (
    <g {...props}>
      <circle cx={at.x} cy={at.y} r="8" fill="none" stroke="var(--card)" strokeWidth="4.5" />
      <circle cx={at.x} cy={at.y} r="8" fill="none" stroke="var(--primary)" strokeWidth="2.5" />
      <circle cx={at.x} cy={at.y} r="3.5" fill="var(--primary)" stroke="var(--card)" strokeWidth="1" />
      <text
        x={at.x + (isLeft ? 8 : 14)}
        y={at.y + (isLeft ? -14 : 4)}
        textAnchor={isLeft ? "end" : "start"}
        fontSize="12"
        fontWeight="600"
        fill="var(--foreground)"
        {...halo}
        strokeWidth="4"
      >
        {label}
      </text>
    </g>
  );
}
