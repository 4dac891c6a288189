import type { z } from 'zod';
import type { FileKind } from '../files/store.ts';
import { fileHeaders } from '../files/headers.ts';
import { post, type FormCommand } from '../forms/post.ts';
import { again, filled, refused, type Page, type To } from './pages.ts';
import { files, missing, type C } from './web.ts';

/** Which field of a form holds its file, what it may be, and the message where it cannot be read. */
type Keeping = {
  readonly field: string;
  readonly accept: readonly FileKind[];
  readonly unreadable: string;
};

/**
 * Answers the post of a form that holds at most one file, at a route that `takesFiles`: keeps the file, then runs the
 * command with the fields sent, the ids of the address, and `fileId` (null where no file was sent).
 */
export const postsWithFile =
  <Shape extends z.ZodRawShape, T>(
    command: FormCommand<Shape, T>,
    page: Page,
    to: To<T>,
    { field, accept, unreadable }: Keeping,
    also: (c: C) => Readonly<Record<string, unknown>> = () => ({}),
  ) =>
  async (c: C): Promise<Response> => {
    const [file] = (await files(c))[field] ?? [];
    let fileId: string | null = null;
    if (file && file.size > 0) {
      const put = await c.get('services').files.put(Buffer.from(await file.arrayBuffer()), { accept });
      if (!put.ok) return await refused(c, page, { [field]: c.get('page').t(unreadable) });
      fileId = put.file.id;
    }
    const done = (value: T) => (typeof to === 'string' ? filled(c, to, value) : to(value, c));
    return await post(c, command, { done, refused: again(c, page) }, { ...also(c), fileId });
  };

/** Answers with a stored file under a name in the reader's language; 404 where there is none. */
export async function answerFile(c: C, fileId: string | null | undefined, name: string): Promise<Response> {
  const stored = fileId ? await c.get('services').files.get(fileId) : undefined;
  if (!stored) return missing(c);
  const { meta, size } = stored;
  const headers = fileHeaders(meta, { name, variant: 'original', size });
  return c.body(new Uint8Array(await stored.bytes()), 200, headers);
}
