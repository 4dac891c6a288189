import type { Translate } from './translate.ts';

/**
 * What a field is called, in a form, a list, a file and on paper alike: as these words say it (`<words>.<name>`), else
 * as their room does (`<room>.field.<name>`), else as everybody does (`ui.field.<name>`). A word that only seems to be
 * the same stays with its room.
 */
export function labelOf(t: Translate, words: string, name: string): string {
  const room = words.split('.', 1)[0] ?? '';
  const own = [`${words}.${name}`, `${room}.field.${name}`].find((key) => t.has(key));
  return t(own ?? `ui.field.${name}`);
}

/**
 * What could be typed into a field of a command: `<command>.example.<name>`, else `<room>.example.<name>`, else
 * `ui.example.<name>`; nothing where none is written. Fields whose words go into a paper have one.
 */
export function exampleOf(t: Translate, command: string, name: string): string | undefined {
  const room = command.split('.', 1)[0] ?? '';
  const own = [command, room, 'ui'].map((of) => `${of}.example.${name}`).find((key) => t.has(key));
  return own === undefined ? undefined : t(own);
}
