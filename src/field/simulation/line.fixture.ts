import type { Life, World } from './world.fixture.ts';

/** How a line is just now: parts of requests that meet with each misfortune. */
export type Line = {
  readonly dead: boolean;
  /** The request is lost, or its answer. */
  readonly loses: number;
  /** The other side gets it a second time, later. */
  readonly doubles: number;
  /** Longest way of a request or an answer, in milliseconds. */
  readonly slow: number;
};

export const goodLine: Line = { dead: false, loses: 0, doubles: 0, slow: 300 };

export function someLine(world: World): Line {
  if (world.chance(0.3)) return goodLine;
  return {
    dead: world.chance(0.4),
    loses: world.random() * 0.7,
    doubles: world.random() * 0.3,
    slow: world.chance(0.3) ? 90_000 : 2_000,
  };
}

export const way = (world: World, line: Line): number => 5 + world.random() * line.slow;

/**
 * A question over a line and its answer.
 * @param life of who asks: one who is killed never hears @param seconds after which they give up
 * @param serve what the other side does; undefined: it was killed over it, or is not there
 */
export async function overLine<T>(
  world: World,
  line: Line,
  life: Life,
  seconds: number,
  serve: () => Promise<T | undefined>,
): Promise<T | 'offline' | 'slow'> {
  if (line.dead) {
    await world.pass(10, life);
    return 'offline';
  }
  return await new Promise<T | 'offline' | 'slow'>((resolve) => {
    const giveUp = world.after(seconds * 1000, life, () => resolve('slow'));
    const end = (answer: T | 'offline') => {
      world.after(way(world, line), life, () => {
        giveUp.stop();
        resolve(answer);
      });
    };
    // The other side works in a life of its own.
    const arrive = (then: (answer: T) => void) => {
      world.after(way(world, line), { alive: true }, () => {
        void serve().then((answer) => {
          if (answer !== undefined) then(answer);
        });
      });
    };
    if (world.chance(line.doubles))
      world.after(world.random() * 120_000, { alive: true }, () => arrive(() => undefined));
    if (world.chance(line.loses)) {
      end('offline');
      return;
    }
    const lost = world.chance(line.loses);
    arrive((answer) => end(lost ? 'offline' : answer));
  });
}
