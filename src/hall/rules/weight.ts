import * as Y from 'yjs';

/** What a document may cost. A full meeting of three devices stays far below all of these (docs/developers/field.md). */
export type DocumentLimits = {
  /** Most bytes of the whole document. */
  readonly bytes: number;
  /** Most pieces (Yjs structs) the document is made of. */
  readonly structs: number;
  /** Most writers: each opening of a meeting on a device is one. */
  readonly clients: number;
};

export const documentLimits: DocumentLimits = { bytes: 8 * 1024 * 1024, structs: 400_000, clients: 5_000 };

export type Weight = Pick<DocumentLimits, 'structs' | 'clients'>;

/** How many pieces and writers an update has. @throws Error when it cannot be read to its end */
export function weigh(bytes: Uint8Array): Weight {
  const { structs } = Y.decodeUpdate(bytes);
  const clients = new Set<number>();
  for (const { id } of structs) clients.add(id.client);
  return { structs: structs.length, clients: clients.size };
}

/** Whether a document of this weight costs too much to be kept. */
export function isTooMuch(weight: Weight, limits: Weight = documentLimits): boolean {
  return weight.structs > limits.structs || weight.clients > limits.clients;
}
