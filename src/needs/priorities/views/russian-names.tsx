import { Button } from '../../../platform/ui/button.tsx';
import { TextField } from '../../../platform/ui/fields.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { Card } from '../../../platform/ui/surfaces.tsx';
import { isUntranslated, russianNamesOf } from '../../rules/catalogue.ts';
import type { KnownProblem } from '../../rules/problem.ts';

/** The field of a problem's Russian name begins so; its id follows. */
export const russianField = 'ru_';

/** Names asked at once; the others come after these are given. */
const mostAsked = 20;

/** The problems of a list that Russian readers would read in Kyrgyz, each with its field. */
export function RussianNamesCard(props: {
  problems: readonly KnownProblem[];
  cycleId: string;
  year: number;
  /** The list on whose page the form stands; null is the municipality's. */
  list: string | null;
}) {
  const { t } = usePage();
  const room = useRoom('needs');
  const given = russianNamesOf(props.problems);
  const without = props.problems.filter(({ name }) => isUntranslated(name, 'ru', given));
  if (without.length === 0) return null;
  return (
    <Card title={t('needs.russian.title', { count: without.length })}>
      <p>{t('needs.russian.text')}</p>
      <details>
        <summary>{t('needs.russian.open')}</summary>
        <Form
          action={`${room}/russian-names`}
          fields={{ year: String(props.year), list: props.list ?? '', cycleId: props.cycleId }}
        >
          {without.slice(0, mostAsked).map((problem) => (
            <TextField
              key={problem.id}
              name={`${russianField}${problem.id}`}
              label={<span lang="ky">{problem.name}</span>}
              maxLength={200}
            />
          ))}
          {without.length > mostAsked && (
            <p class="hint">{t('needs.russian.more', { count: without.length - mostAsked })}</p>
          )}
          <div class="actions">
            <Button>{t('ui.save')}</Button>
          </div>
        </Form>
      </details>
    </Card>
  );
}
