import { Part } from '../../meetings/views/record.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Tag } from '../../platform/ui/surfaces.tsx';
import { checklistRows, formRules, offices } from '../rules/forms.ts';
import { tellsOf } from '../rules/told.ts';
import type { PublicPageProps } from './public-meetings.tsx';

/** Who leads and counts, the checklist, what residents were told. */
export function Preparation({
  meeting,
  edit,
}: Pick<PublicPageProps, 'meeting'> & { edit: (rest: string) => string | false }) {
  const { t, fmt } = usePage();
  const rules = formRules[meeting.form];
  const done = meeting.checklist.filter((one) => one.doneOn !== null).length;
  const held = offices.filter((office) => meeting.offices.some((one) => one.office === office));
  return (
    <>
      <Part title={t('public-meetings.offices')} edit={edit('/offices')}>
        {held.length === 0 ? (
          <p class="hint">{t('public-meetings.no-offices')}</p>
        ) : (
          <ul class="plain">
            {held.map((office) => (
              <li key={office}>
                <small>{t(`public-meetings.office.${office}`)}</small>
                <br />
                {meeting.offices
                  .filter((one) => one.office === office)
                  .map((one) =>
                    one.atMeeting ? t('public-meetings.at-meeting', { name: one.fullName }) : one.fullName,
                  )
                  .join(', ')}
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part title={t('public-meetings.checklist')} edit={edit('/checklist')}>
        <p>{t('public-meetings.checklist-done', { done, of: checklistRows.length })}</p>
      </Part>
      {rules.noticed && (
        <Part title={t('public-meetings.notice')} edit={edit('/notice')}>
          {meeting.postings.length === 0 ? (
            <p class="hint">{t('public-meetings.no-postings')}</p>
          ) : (
            <ul>
              {meeting.postings.map((one) => (
                <li key={one.id}>
                  {fmt.date(one.postedOn)}: {t(`public-meetings.channel.${one.channel}`)}
                  {one.place !== '' && `, ${one.place}`}{' '}
                  {!tellsOf(one, meeting) && (
                    <Tag tone="warn">
                      {t('public-meetings.posting-old', { day: fmt.date(one.forDay ?? one.postedOn) })}
                    </Tag>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Part>
      )}
    </>
  );
}
