import type { Database } from '../db/connect.ts';

/** How long one answer serves everybody who asks, in milliseconds. */
const SHARED_FOR = 500;
/** Later than this the database counts as away, in milliseconds. */
const PATIENCE = 1000;

/**
 * Whether the database answers. Anybody may ask and nothing stands before it, so it costs the same however many ask:
 * one question of each pool at a time, and its answer for half a second.
 */
export function healthOf(db: Pick<Database, 'answers'>): () => Promise<boolean> {
  let asked: { readonly until: number; readonly answer: Promise<boolean> } | undefined;
  return async () => {
    if (!asked || Date.now() >= asked.until) {
      asked = { until: Infinity, answer: within(db.answers()) };
      const { answer } = asked;
      void answer.then(() => (asked = { until: Date.now() + SHARED_FOR, answer }));
    }
    return await asked.answer;
  };
}

async function within(answers: Promise<boolean>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PATIENCE);
  const answer = await Promise.race([answers.catch(() => false), late]);
  clearTimeout(timer);
  return answer;
}
