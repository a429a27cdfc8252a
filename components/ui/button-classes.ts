import { cva } from "class-variance-authority";

/** The looks of a button, for whatever is to look like one: a button, a link of the router, a plain link. */
export const buttonClasses = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        /** The next thing to do; one per screen. */
        primary: "bg-primary text-primary-foreground hover:bg-primary-hover",
        /** Everything else that is a button. */
        secondary: "border border-input bg-card text-foreground hover:bg-hover",
        /** Quiet: tool bars, icon buttons. */
        ghost:
          "text-muted-foreground hover:bg-hover hover:text-foreground aria-pressed:bg-hover aria-pressed:text-foreground",
        /** Destroys something. */
        destructive: "border border-loss text-loss hover:bg-loss-soft",
        /** Reads like a link inside a sentence. */
        link: "text-primary-text underline decoration-1 underline-offset-3 hover:decoration-2",
      },
      size: {
        md: "h-control px-3.5",
        sm: "h-7 px-2 text-xs coarse:h-9",
        lg: "h-11 px-5 text-base",
        icon: "size-control",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto! px-0!" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);
