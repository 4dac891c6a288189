/** A value of a table. Text is always text, numbers are numbers; a Date is a day (UTC midnight) or a moment in UTC. */
export type TableValue = string | number | bigint | boolean | Date | null | undefined;

export interface SheetToWrite {
  name: string;
  rows: readonly (readonly TableValue[])[];
  /** Rows at the top set bold and kept in view; 1 unless told. */
  headerRows?: number;
  /** Column widths in characters; counted from the contents where missing. */
  widths?: readonly (number | undefined)[];
}

/** Whether the moment is a day, which is written without a time. */
export const isDay = (date: Date): boolean => date.getTime() % 86_400_000 === 0;
