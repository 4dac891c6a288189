import { isWritable } from '../../meetings/views/frame.tsx';
import { Lines, Part } from '../../meetings/views/record.tsx';
import { onlyTyped } from '../../platform/i18n/typed-text.ts';
import { Button } from '../../platform/ui/button.tsx';
import { HiddenField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Tag } from '../../platform/ui/surfaces.tsx';
import { paperText } from '../../meetings/rules/from-paper.ts';
import { speakerText } from '../documents/minutes.ts';
import type { OverviewProps } from './public-meeting.tsx';
import { publicPath } from './public-meetings.tsx';

/** What was said, asked and written on slips, with the balance of women and men who spoke. */
export function Said({ meeting, villages, mayRecord }: OverviewProps) {
  const i18n = usePage();
  const { t } = i18n;
  const residents = meeting.speeches.filter((one) => one.official === '');
  const women = residents.filter((one) => one.sex === 'female').length;
  return (
    <Part title={t('public-meetings.said')} edit={mayRecord && publicPath(meeting, '/record')}>
      {meeting.speeches.length === 0 ? (
        <p class="hint">{t('public-meetings.nothing-said')}</p>
      ) : (
        <>
          <p>{t('public-meetings.said-balance', { count: residents.length, women })}</p>
          <ol class="plain">
            {meeting.speeches.map((one) => (
              <li key={one.id}>
                <strong>{speakerText(i18n, one, villages)}</strong>{' '}
                {one.kind !== 'speech' && <Tag>{t(`public-meetings.speech.${one.kind}`)}</Tag>}{' '}
                {one.paperTypedOn !== null && <small>{paperText(i18n, one.paperTypedOn, meeting)}</small>}
                <Lines text={onlyTyped(i18n, one.text, one.textLang)} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Part>
  );
}

/** Those whom gatherings chose to speak for them, with one press to invite whoever was not. */
export function Delegates({ meeting, delegates, invited, mayPlan }: OverviewProps) {
  const { t } = usePage();
  if (delegates.length === 0) return null;
  const left = delegates.filter(({ personId }) => !invited.has(personId));
  return (
    <Card title={t('public-meetings.delegates')}>
      <ul>
        {delegates.map(({ id, personId, fullName }) => (
          <li key={id}>
            {fullName} {invited.has(personId) && <Tag tone="ok">{t('public-meetings.delegate-invited')}</Tag>}
          </li>
        ))}
      </ul>
      {mayPlan && isWritable(meeting) && left.length > 0 && (
        <ActionForm action={publicPath(meeting, '/invite')}>
          {left.map(({ personId }) => (
            <HiddenField key={personId} name="personIds" value={personId} />
          ))}
          <Button look="ghost">{t('public-meetings.delegates-invite')}</Button>
        </ActionForm>
      )}
    </Card>
  );
}
