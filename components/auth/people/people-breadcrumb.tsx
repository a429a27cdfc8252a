import Link from "next/link";

/** Where a page below the list of people stands. */
export function PeopleBreadcrumb({ here }: { readonly here: string }) {
  return (
    <nav aria-label="Breadcrumb" className="wrap-anywhere mb-2 text-muted-foreground text-xs">
      <Link href="/admin/user_access" className="hover:text-foreground hover:underline">
        People
      </Link>{" "}
      / <span aria-current="page">{here}</span>
    </nav>
  );
}
