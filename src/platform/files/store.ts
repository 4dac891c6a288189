import type { Readable } from 'node:stream';

/** What kind of file an upload may be; the kind is told by the contents. */
export type FileKind = 'image' | 'document' | 'table' | 'audio';

/** Most bytes of an upload by kind. */
export const FILE_LIMITS: Record<FileKind, number> = {
  image: 20 * 1024 * 1024,
  document: 20 * 1024 * 1024,
  table: 20 * 1024 * 1024,
  audio: 20 * 1024 * 1024,
};

/** Longest side of a stored picture and of its thumbnail, in pixels. */
export const IMAGE_SIDE = 4096;
export const THUMB_SIDE = 480;

/** What the store knows about a stored file. */
export interface FileMeta {
  /** SHA-256 of the stored bytes in hex: the same content is stored once. Not for public addresses by itself. */
  id: string;
  kind: FileKind;
  /** Media type, decided by the contents. */
  type: string;
  /** Usual ending of the name, without the dot. */
  extension: string;
  size: number;
  width?: number;
  height?: number;
  /** A WebP of at most 480 px is stored beside it. */
  thumb: boolean;
}

export interface PutOptions {
  /** Kinds that the form accepts. */
  accept: readonly FileKind[];
  /** A lower limit in bytes than the kind's own. */
  maxBytes?: number;
}

export type FileRefusalCode =
  | 'empty'
  | 'tooLarge'
  | 'unknownType'
  | 'notAccepted'
  | 'imageUnreadable'
  | 'imageTooManyPixels'
  | 'diskFull'
  | 'interrupted';

export interface FileRefusal {
  ok: false;
  code: FileRefusalCode;
  /** Bytes or pixels, where the code is about a limit. */
  limit?: number;
}

export type PutResult = { ok: true; file: FileMeta } | FileRefusal;

/** A stored file ready to be read. */
export interface StoredFile {
  meta: FileMeta;
  type: string;
  size: number;
  bytes(): Promise<Buffer>;
  stream(): Readable;
}

/** Where uploads are kept. A folder today; an object store can stand behind the same verbs. */
export interface FileStore {
  /** Checks, cleans and stores an upload. Expected trouble is a refusal; after it nothing of the upload is left. */
  put(source: Uint8Array | Readable, options: PutOptions): Promise<PutResult>;
  /** A stored file or its thumbnail; null when there is none. */
  get(id: string, variant?: 'original' | 'thumb'): Promise<StoredFile | null>;
  /** Ids of the files that were last stored before this moment. */
  storedBefore(before: Date): AsyncIterable<string>;
  /**
   * Removes a file that no row names, unless somebody stored the same content since `before`; false when it stays or
   * there was none. Contents are shared: ask the rows first (sweep.ts).
   */
  removeUnused(id: string, before: Date): Promise<boolean>;
}
