import { hold, type Sender } from './in-flight.ts';

export type Receiving = {
  /** Most bytes that are taken. */
  readonly limit: number;
  readonly sender: Sender;
  /** Bytes beyond the limit that are read and thrown away, so that a browser shows our answer; none when left out. */
  readonly drain?: number;
};

/** `too-large` is beyond the limit, `busy` when too much is being received at once, `gone` when the sender went away. */
export type Unreceived = 'too-large' | 'busy' | 'gone';

/**
 * The whole body of a request, in memory. What announces itself as too large is refused before a byte is read; what
 * is too large all the same is not kept. The bytes are counted until `letGo`.
 */
export async function receive(
  request: Request,
  { limit, sender, drain = 0 }: Receiving,
): Promise<Uint8Array<ArrayBuffer> | Unreceived> {
  if (!request.body) return new Uint8Array();
  if (Number(request.headers.get('content-length') ?? 0) > limit + drain) return 'too-large';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limit + drain) return 'too-large';
      if (size > limit) chunks.length = 0;
      else if (hold(request, chunk.length, sender)) chunks.push(chunk);
      else return 'busy';
    }
  } catch {
    return 'gone';
  }
  if (size > limit) return 'too-large';
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
