import { labelOf } from '../../../platform/i18n/labels.ts';
import { SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup, Form } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card } from '../../../platform/ui/surfaces.tsx';
import type { InstitutionLink } from '../data/institution-links.ts';
import { EnterSaves, FieldsRow, OneMore, rowsShown } from './drawing-rows.tsx';
import { Venn, type InstitutionRow } from './session-drawings.tsx';
import { sessionPath, SessionFrame } from './session-frame.tsx';
import { EditedMeanwhile, formState, revision, type StepProps } from './session-record.tsx';

/** Institutions a meeting names as a rule. */
const usualRows = 6;
/** What is told of few of them; folded, so that the page is not a column of eighty fields. */
const foldedFields = ['kind', 'drawnBy', 'quality', 'satisfaction', 'judgement'];

/** Уюмдар: the Venn diagram, in falling importance. */
export function InstitutionsPage(
  props: StepProps & { institutions: readonly InstitutionRow[]; links: readonly InstitutionLink[] },
) {
  const { t } = usePage();
  const { session, institutions } = props;
  const count = rowsShown(props.values, institutions.length, usualRows);
  const path = sessionPath(session, '/institutions');
  return (
    <SessionFrame
      session={session}
      step="institutions"
      title={t('needs.step.institutions')}
      lead={t('needs.institutions.lead')}
      leadsOn={props.mayRecord}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
      wide
    >
      <EditedMeanwhile standing={props.standing} />
      {institutions.length > 0 && (
        <Card title={t('needs.paper.venn')}>
          <Venn institutions={institutions} links={props.links} />
        </Card>
      )}
      {props.mayRecord && (
        <Card>
          <Form class="drawing-form" action={path} submit={t('ui.save-and-continue')} {...formState(props)}>
            <EnterSaves />
            {revision(session)}
            {institutions.some((one) => one.x !== null) && (
              <p class="hint">{t('needs.institutions.field-note')}</p>
            )}
            {Array.from({ length: count }, (_, index) => (
              <FieldGroup key={index} legend={t('needs.institutions.row', { number: index + 1 })}>
                <Row name={`rows.${index}`} one={institutions[index]} errors={props.errors} />
              </FieldGroup>
            ))}
            <OneMore count={count} path={path} text={t('needs.institutions.one-more')} />
            <TextArea
              name="institutionsNotes"
              label={t('needs.institutions.notes')}
              example={t('needs.example.institutionsNotes')}
              rows={5}
              value={session.notes.institutions}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}

function Row({
  name,
  one,
  errors = {},
}: {
  /** `rows.3`: before the names of its fields. */
  name: string;
  one: InstitutionRow | undefined;
  errors: StepProps['errors'];
}) {
  const { t } = usePage();
  const wrong = foldedFields.some((field) => errors[`${name}.${field}`] !== undefined);
  return (
    <>
      {one && <input type="hidden" name={`${name}.id`} value={one.id} />}
      <FieldsRow>
        <TextField name={`${name}.name`} label={t('ui.field.name')} value={one?.name ?? ''} />
        <SelectField
          name={`${name}.size`}
          label={t('needs.institutions.size')}
          value={one?.size ?? ''}
          options={(['big', 'middle', 'small'] as const).map((size) => ({
            value: size,
            label: t(`needs.institution.size.${size}`),
          }))}
        />
        <SelectField
          name={`${name}.relation`}
          label={t('drawings.venn.relation')}
          value={one?.relation ?? ''}
          options={(['full', 'partial', 'touching', 'separate'] as const).map((relation) => ({
            value: relation,
            label: t(`needs.institution.relation.${relation}`),
          }))}
        />
      </FieldsRow>
      <details class="row-details" open={wrong || undefined}>
        <summary>{t('needs.institutions.more-fields')}</summary>
        <SelectField
          name={`${name}.kind`}
          label={t('ui.field.kind')}
          value={one?.kind ?? ''}
          options={(['localGroup', 'localInstitution', 'outside'] as const).map((kind) => ({
            value: kind,
            label: t(`needs.institution.kind.${kind}`),
          }))}
        />
        <SelectField
          name={`${name}.drawnBy`}
          label={t('needs.institutions.drawn-by')}
          value={one?.drawnBy ?? 'common'}
          empty={null}
          options={(['common', 'women', 'men'] as const).map((who) => ({
            value: who,
            label: t(`needs.venn.${who}`),
          }))}
        />
        {(['quality', 'satisfaction'] as const).map((kind) => (
          <SelectField
            key={kind}
            name={`${name}.${kind}`}
            label={labelOf(t, 'needs.institutions', kind)}
            value={String(one?.[kind] ?? '')}
            options={[1, 2, 3, 4, 5].map((mark) => ({
              value: String(mark),
              label: t('needs.mark.text', { mark, word: t(`needs.mark.${mark}`) }),
            }))}
          />
        ))}
        <TextArea
          name={`${name}.judgement`}
          label={t('ui.field.judgement')}
          example={t('needs.example.judgement')}
          rows={2}
          value={one?.judgement ?? ''}
        />
      </details>
    </>
  );
}
