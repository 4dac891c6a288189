import { copyFileSync, readFileSync, renameSync, statSync, truncateSync } from 'node:fs';

/** Bytes after which the log begins anew; the one before is kept beside it. */
const logLimit = 5 * 1024 * 1024;

export type ServerLog = {
  /** In bytes. */
  readonly size: () => number;
  /** The end of what was written after so many bytes. */
  readonly since: (from: number) => string;
  /** Before a start: a log that is too long is put aside. */
  readonly renew: () => void;
  /** While the server runs. */
  readonly shorten: () => void;
};

/** The log that the server writes into by itself. */
export function serverLog(file: string): ServerLog {
  const size = (): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    size,
    since(from) {
      try {
        return readFileSync(file).subarray(from).toString('utf8').trim().slice(-1500);
      } catch {
        return '(nothing)';
      }
    },
    renew() {
      if (size() > logLimit) renameSync(file, `${file}.1`);
    },
    /** The server holds the file open for appending, so it is copied and cut, not renamed. */
    shorten() {
      try {
        if (size() <= logLimit) return;
        copyFileSync(file, `${file}.1`);
        truncateSync(file);
      } catch {
        // A full disk: the server's own messages matter more than their rotation.
      }
    },
  };
}
