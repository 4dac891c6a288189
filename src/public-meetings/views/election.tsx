import { Form } from '../../platform/forms/form.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import {
  CheckboxField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  type Option,
} from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Notice } from '../../platform/ui/surfaces.tsx';
import { isWritable } from '../../meetings/views/frame.tsx';
import { putElection } from '../commands/put-election.ts';
import { formRules } from '../rules/forms.ts';
import { PublicFrame, publicPath, type PublicPageProps } from './public-meetings.tsx';

/** Empty rows for candidates; whoever needs more puts a second election or votes on each. */
const emptyCandidates = 6;

/** Who stands for election to speak for the gathering, and how it is voted. */
export function ElectionPage({
  meeting,
  mayRecord,
  persons,
}: PublicPageProps & { persons: readonly Option[] }) {
  const { t, lang } = usePage();
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.election')}>
      <Card>
        <p class="hint">{t('public-meetings.election.hint')}</p>
        <Form
          of={putElection}
          row={{ textLang: lang === 'ru' ? 'ru' : 'ky', how: 'each', way: 'hands' }}
          submit={t('public-meetings.election.put')}
          cancel={publicPath(meeting)}
        >
          {(f) => (
            <>
              <TextArea {...f('text')} rows={2} />
              <RadioGroup {...f('textLang')} inline />
              <TextArea {...f('textOther')} rows={2} />
              <RadioGroup {...f('how')} />
              <NumberField {...f('seats')} hint={t('public-meetings.field.seats-hint')} />
              <RadioGroup {...f('way')} />
              <Notice tone="info" title={t('public-meetings.election.asks')}>
                <p>«{t('public-meetings.election.consent')}»</p>
              </Notice>
              {f('rows')
                .lines(emptyCandidates)
                .map((line, index) => (
                  <FieldGroup key={line.name} legend={t('public-meetings.candidate', { number: index + 1 })}>
                    <SelectField
                      {...line.f('personId')}
                      required={false}
                      options={persons}
                      empty={t('ui.none')}
                    />
                    <CheckboxField {...line.f('agreed')} />
                  </FieldGroup>
                ))}
            </>
          )}
        </Form>
      </Card>
    </PublicFrame>
  );
}

/** Whom the gathering elected, each with the vote that did it; before that the way to elect. */
export function Elections({ meeting, mayPlan }: Pick<PublicPageProps, 'meeting' | 'mayPlan'>) {
  const { t, href, fmt } = usePage();
  const { elected } = meeting;
  const elects = formRules[meeting.form].delegates && mayPlan && isWritable(meeting);
  if (!elects && elected.length === 0) return null;
  return (
    <Card title={t('public-meetings.elected')}>
      {elected.length === 0 ? (
        <p class="hint">{t('public-meetings.elected.none')}</p>
      ) : (
        <ul>
          {elected.map((one) => (
            <li key={one.id}>
              {one.fullName}{' '}
              <small>
                <a href={href(publicPath(meeting, '/votes'))}>
                  {t('public-meetings.elected.by', { number: one.question })}
                </a>
                .{' '}
                {t('public-meetings.elected.agreed', { day: fmt.dateShort(one.agreedOn), text: one.consent })}
              </small>
            </li>
          ))}
        </ul>
      )}
      {elects && (
        <LinkButton look="ghost" href={publicPath(meeting, '/election')}>
          {t('public-meetings.election')}
        </LinkButton>
      )}
    </Card>
  );
}
