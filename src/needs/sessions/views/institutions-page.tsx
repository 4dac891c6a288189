import { NotesLang } from '../../../meetings/views/record.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { HiddenField, SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card } from '../../../platform/ui/surfaces.tsx';
import { saveInstitutions } from '../commands/save-institutions.ts';
import type { InstitutionLink } from '../data/institution-links.ts';
import { EnterSaves, FieldsRow, OneMore, rowsShown } from './drawing-rows.tsx';
import { Venn, type InstitutionRow } from './session-drawings.tsx';
import { sessionPath, SessionFrame, type StepProps } from './session-frame.tsx';

/** Institutions a meeting names as a rule. */
const usualRows = 6;
/** What is told of few of them; folded, so that the page is not a column of eighty fields. */
const foldedFields = ['kind', 'drawnBy', 'quality', 'satisfaction', 'judgement'];

/** Уюмдар: the Venn diagram, in falling importance. */
export function InstitutionsPage(
  props: StepProps & { institutions: readonly InstitutionRow[]; links: readonly InstitutionLink[] },
) {
  const { t, refused } = usePage();
  const { session, institutions } = props;
  const count = rowsShown(refused?.values, institutions.length, usualRows);
  const path = sessionPath(session, '/institutions');
  const marks = [1, 2, 3, 4, 5].map((mark) => ({
    value: String(mark),
    label: t('needs.mark.text', { mark, word: t(`needs.mark.${mark}`) }),
  }));
  return (
    <SessionFrame
      page={props}
      step="institutions"
      title={t('needs.step.institutions')}
      lead={t('needs.institutions.lead')}
      leadsOn={props.mayRecord}
      wide
    >
      {institutions.length > 0 && (
        <Card title={t('needs.paper.venn')}>
          <Venn institutions={institutions} links={props.links} />
        </Card>
      )}
      {props.mayRecord && (
        <Card>
          <Form
            of={saveInstitutions}
            class="drawing-form"
            action={path}
            row={{ ...session, institutionsNotes: session.notes.institutions, rows: institutions }}
            submit={t('ui.save-and-continue')}
          >
            {(f) => (
              <>
                <EnterSaves />
                {institutions.some((one) => one.x !== null) && (
                  <p class="hint">{t('needs.institutions.field-note')}</p>
                )}
                {f('rows')
                  .lines(count - institutions.length)
                  .map(({ f: line, name, index }) => (
                    <FieldGroup key={name} legend={t('needs.institutions.row', { number: index + 1 })}>
                      <HiddenField {...line('id')} />
                      <FieldsRow>
                        <TextField {...line('name')} required={false} />
                        <SelectField {...line('size')} />
                        <SelectField {...line('relation')} />
                      </FieldsRow>
                      <details
                        class="row-details"
                        open={foldedFields.some((field) => refused?.errors[`${name}.${field}`]) || undefined}
                      >
                        <summary>{t('needs.institutions.more-fields')}</summary>
                        <SelectField {...line('kind')} />
                        <SelectField {...line('drawnBy')} empty={null} />
                        <SelectField {...line('quality')} options={marks} />
                        <SelectField {...line('satisfaction')} options={marks} />
                        <TextArea {...line('judgement')} rows={2} example={t('needs.example.judgement')} />
                      </details>
                    </FieldGroup>
                  ))}
                <OneMore count={count} path={path} text={t('needs.institutions.one-more')} />
                <TextArea {...f('institutionsNotes')} rows={5} />
                <NotesLang f={f} />
              </>
            )}
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}
