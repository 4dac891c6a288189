import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openNeighbours } from '../../test/acting.ts';
import { cases, patience, seed } from '../../test/generated.ts';
import { guestGate } from '../platform/auth/guest-gate.ts';
import type { Gate } from '../platform/db/gate.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { closeQuestion } from './commands/close-question.ts';
import { giveToken } from './commands/give-token.ts';
import { voidToken } from './commands/void-token.ts';
import { castAll } from './data/cast.ts';
import { codes, hashOfToken, openHall } from './voting.fixture.ts';

// Whatever comes in whatever order (people register, numbers are taken back and given anew, phones vote, also twice and
// also late, questions are opened and closed): the total of a question is one vote of each number that stood.

const now = new Date('2026-04-20T06:00:00Z');
const at = openNeighbours({ now });
let chair: Gate;
beforeAll(() => {
  chair = at.home.gate('staff', { name: 'Төрага' });
});

type Step =
  | { readonly kind: 'register' }
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'void' | 'again'; readonly who: number }
  | { readonly kind: 'vote'; readonly who: number; readonly choice: string };

const who = fc.nat({ max: 11 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('register' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('open' as const, 'close' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('void' as const, 'again' as const), who }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('vote' as const),
      who,
      choice: fc.constantFrom('for', 'against', 'abstained'),
    }),
  },
);

test(
  'totals are the unique votes of the numbers that stand',
  { timeout: patience({ sample: 60_000, long: 1_800_000 }) },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const hall = await openHall(at, chair);
        const tokens: { id: string; voided: boolean; person: number }[] = [];
        let question: string | undefined;
        /** What a plain book beside the table would say: the first vote of each number. */
        let book = new Map<string, string>();
        const stands = (id: string) => !tokens.find((one) => one.id === id)!.voided;
        for (const one of [{ kind: 'register' }, { kind: 'open' }, ...steps] as Step[]) {
          const token = 'who' in one ? tokens[one.who] : undefined;
          if (one.kind === 'register') {
            const { tokenId, number } = await hall.register();
            tokens.push({ id: tokenId!, voided: false, person: number });
          } else if (one.kind === 'open' && question === undefined && tokens.some(({ voided }) => !voided)) {
            question = await hall.put();
            book = new Map();
          } else if (one.kind === 'close' && question !== undefined) {
            await at.acting.done(chair, closeQuestion, { id: hall.meetingId, questionId: question });
            const { counted } = await hall.found(question);
            const said = [...book].filter(([id]) => stands(id)).map(([, choice]) => choice);
            const of = (choice: string) => said.filter((vote) => vote === choice).length;
            const live = tokens.filter(({ voided }) => !voided).length;
            expect(counted).toMatchObject({
              votes: { for: of('for'), against: of('against') },
              abstained: of('abstained'),
              tokens: live > 0 ? live : null,
            });
            expect(said.length).toBeLessThanOrEqual(live);
            question = undefined;
          } else if (one.kind === 'void' && token && !token.voided) {
            const number = tokens.indexOf(token) + 1;
            await at.acting.done(chair, voidToken, {
              id: hall.meetingId,
              number,
              reason: 'карточкасын жоготту',
            });
            token.voided = true;
          } else if (one.kind === 'again' && token?.voided) {
            const given = await at.acting.run(chair, giveToken, {
              id: hall.meetingId,
              number: token.person,
              codes,
            });
            if (given.ok) tokens.push({ id: given.value.tokenId, voided: false, person: token.person });
          } else if (one.kind === 'vote' && token && question !== undefined) {
            const ballot = {
              ...{ meetingId: hall.meetingId, questionId: question, choice: one.choice },
              codeHash: hashOfToken(hall, token.id),
            };
            const [cast] = await openMunicipality(
              at.base.db,
              guestGate(at.home.id),
              async (scope) => await castAll(scope, [ballot, ballot]),
            );
            const before = book.get(token.id);
            if (token.voided) expect(cast).toEqual({ state: 'token-void' });
            else {
              const choice = before ?? one.choice;
              const state = choice === one.choice ? 'counted' : 'voted-already';
              expect(cast).toMatchObject({ state, choice });
              book.set(token.id, choice);
            }
          }
        }
      }),
      { numRuns: cases({ sample: 6, long: 300 }), seed },
    );
  },
);
