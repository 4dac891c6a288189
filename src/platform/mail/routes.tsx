import { Hono } from 'hono';
import { perform, forbidden, gateOf, read, readSystem, show, type C, type Web } from '../http/web.ts';
import { maySeeLetters, sendAccountLetterAgain, sendLetterAgain } from './send-again.ts';
import { lettersLying } from './mailer.ts';
import { unsentLetters } from './unsent.ts';
import { UnsentLettersPage, type LetterWay } from './views.tsx';

/** What the page must know of the way that letters go. */
async function wayOf(c: C): Promise<LetterWay> {
  const { env } = c.get('services');
  return { connected: env.smtpUrl !== undefined, lying: await lettersLying(env) };
}

/** `/m/:municipalityId/letters`: letters that did not go, why, and sending them again. */
export function letterPages(): Hono<Web> {
  const app = new Hono<Web>();
  const page = async (c: C, message?: string) => {
    const letters = await read(c, async (scope) => await unsentLetters(scope));
    const base = `/m/${gateOf(c).municipalityId ?? ''}/letters`;
    return <UnsentLettersPage of="municipality" base={base} way={await wayOf(c)} {...{ letters, message }} />;
  };
  app.get('/', async (c) => (maySeeLetters(gateOf(c)) ? show(c, await page(c)) : forbidden(c)));
  app.post(
    '/:id/again',
    async (c) =>
      await perform(
        c,
        sendLetterAgain,
        { id: c.req.param('id') },
        {
          done: () => `/m/${gateOf(c).municipalityId ?? ''}/letters?done=letters.done.again`,
          refused: async (problem) => await page(c, problem.message),
        },
      ),
  );
  return app;
}

/** `/admin/letters`: the same for letters of no municipality, such as links for a new password. */
export function accountLetterPages(): Hono<Web> {
  const app = new Hono<Web>();
  const page = async (c: C, message?: string) => {
    const letters = await readSystem(c, async (scope) => await unsentLetters(scope));
    return (
      <UnsentLettersPage of="accounts" base="/admin/letters" way={await wayOf(c)} {...{ letters, message }} />
    );
  };
  app.get('/', async (c) => show(c, await page(c)));
  app.post(
    '/:id/again',
    async (c) =>
      await perform(
        c,
        sendAccountLetterAgain,
        { id: c.req.param('id') },
        {
          done: () => '/admin/letters?done=letters.done.again',
          refused: async (problem) => await page(c, problem.message),
        },
      ),
  );
  return app;
}
