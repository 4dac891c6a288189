/** The pages of the room, in reading order: the address is `/methods/<topic>`. */
export const topics = [
  'stickers',
  'roll-up',
  'what-if',
  'selection',
  'composition',
  'intervals',
  'privacy',
  'scorecards',
  'index',
  'progress',
  'deadlines',
  'votes',
] as const;

export type Topic = (typeof topics)[number];

export function isTopic(text: string): text is Topic {
  return (topics as readonly string[]).includes(text);
}

/** Address of a topic, without language prefix. */
export function topicPath(topic: Topic): string {
  return `/methods/${topic}`;
}
