import type { VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { cn } from "@/lib/browser/class-names";

type ButtonLook = VariantProps<typeof buttonClasses>;

/** A button; `size="icon"` needs an `aria-label`. */
export function Button({
  className,
  variant,
  size,
  type = "button",
  ...props
}: ComponentProps<"button"> & ButtonLook) {
  return <button type={type} className={cn(buttonClasses({ variant, size }), className)} {...props} />;
}

/** A link that looks like a button. */
export function ButtonLink({ className, variant, size, ...props }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={cn(buttonClasses({ variant, size }), className)} {...props} />;
}
