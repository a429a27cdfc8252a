/** What stands in place of a drawing without values. */
export function EmptyPlot({ reason }: { readonly reason: string }) {
  return (
    <div className="grid h-full place-content-center rounded-md border border-dashed p-4 text-center text-muted-foreground">
      {reason}
    </div>
  );
}
