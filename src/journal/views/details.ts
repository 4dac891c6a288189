import type { Translate } from '../../platform/i18n/catalogues.ts';

/** Whose words say a value that the code has a name for; the first that has them is taken. */
const coded: Readonly<Record<string, readonly string[]>> = {
  column: ['needs.focus.column'],
  competence: ['needs.competence'],
  kind: ['people.kind'],
  question: ['cycle.readiness'],
  role: ['people.role', 'ui.role'],
  rule: ['needs.rule'],
};

const identity = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const day = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A value in words; undefined when it says nothing to a reader. */
function valueInWords(t: Translate, name: string, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const said = String(value);
  if (said === '' || identity.test(said)) return undefined;
  const words = coded[name];
  if (words) {
    const key = words.map((one) => `${one}.${said}`).find((one) => t.has(one));
    return key && t(key);
  }
  return said.replace(day, '$3.$2.$1');
}

/**
 * The details of an act in one line of the reader's language, at most 300 characters. What has no words (ids, numbers
 * of the machine, names of the code) is left out: it stays in the log itself.
 */
export function detailsInWords(t: Translate, details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .flatMap(([name, value]) => {
      const label = [`journal.detail.${name}`, `ui.field.${name}`].find((key) => t.has(key));
      const said = label && valueInWords(t, name, value);
      return label && said ? [`${t(label)}: ${said}`] : [];
    })
    .join('; ')
    .slice(0, 300);
}
