/** The columns that lines of machines and their heads share on wide screens; below, two or four fields a row. */
export const groupColumns =
  "grid grid-cols-2 items-start gap-2.5 sm:grid-cols-4 xl:grid-cols-[minmax(9rem,1fr)_5.25rem_7.5rem_6.5rem_8.5rem_6.25rem_5rem_7.25rem_9rem]";
