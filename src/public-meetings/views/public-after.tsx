import { standingOf } from '../../acts/rules.ts';
import { Form } from '../../platform/forms/form.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DateField, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Tag } from '../../platform/ui/surfaces.tsx';
import { markSent } from '../commands/mark-sent.ts';
import { formRules } from '../rules/forms.ts';
import type { OverviewProps } from './public-meeting.tsx';
import { publicPath } from './public-meetings.tsx';

/** What the parts after the meeting need of its page. */
type AfterProps = Pick<OverviewProps, 'meeting' | 'minutes' | 'published' | 'mayLock' | 'today'>;

/** After closing: minutes in the register, where the decisions were sent, what residents read. */
export function Afterwards(props: AfterProps) {
  const { t, fmt, href } = usePage();
  const { meeting, minutes, mayLock, today } = props;
  const path = (rest: string) => publicPath(meeting, rest);
  const acts = `/m/${meeting.municipalityId}/acts`;
  return (
    <>
      <Card title={t('public-meetings.minutes.title')}>
        {minutes === undefined ? (
          mayLock && (
            <ActionForm action={path('/minutes')}>
              <Button icon="document">{t('public-meetings.minutes.make')}</Button>
            </ActionForm>
          )
        ) : (
          <p>
            <a href={href(`${acts}/${minutes.id}`)}>{t('public-meetings.minutes.in-register')}</a>{' '}
            <Tag tone={minutes.state === 'signed' ? 'ok' : 'warn'}>
              {t(`acts.standing.${standingOf(minutes)}`)}
            </Tag>
          </p>
        )}
      </Card>
      {formRules[meeting.form].sent && (
        <Card title={t('public-meetings.sending')}>
          {meeting.sentOn !== null ? (
            <p>{t('public-meetings.sent', { day: fmt.date(meeting.sentOn), to: meeting.sentTo })}</p>
          ) : mayLock ? (
            <Form
              of={markSent}
              action={path('/sent')}
              id="sent"
              submit={t('ui.save')}
              row={{ sentOn: today }}
            >
              {(f) => (
                <>
                  <TextField {...f('sentTo')} />
                  <DateField {...f('sentOn')} max={today} />
                </>
              )}
            </Form>
          ) : (
            <p class="hint">{t('public-meetings.not-sent')}</p>
          )}
        </Card>
      )}
    </>
  );
}

/** What residents read of it now. */
export function PublicPart({ meeting, published, mayLock }: AfterProps) {
  const { t, fmt, href } = usePage();
  const path = (rest: string) => publicPath(meeting, rest);
  return (
    <Card title={t('public-meetings.public-page')}>
      {published === undefined ? (
        <p class="hint">{t('public-meetings.not-published')}</p>
      ) : (
        <p>
          <a href={href(`/meetings/${meeting.municipalityId}/${meeting.id}`)}>
            {t('public-meetings.published', {
              version: published.version,
              day: fmt.dateTime(published.publishedAt),
            })}
          </a>
        </p>
      )}
      {mayLock && (
        <>
          <ActionForm action={path('/publish')}>
            <Button look={published ? 'ghost' : 'primary'}>
              {t(published ? 'public-meetings.publish-again' : 'public-meetings.publish')}
            </Button>
          </ActionForm>
          {published && (
            <Confirm
              id="withdraw"
              action={path('/withdraw')}
              verb={t('public-meetings.withdraw')}
              reason
              danger
            >
              <p>{t('public-meetings.withdraw-text')}</p>
            </Confirm>
          )}
        </>
      )}
    </Card>
  );
}

/** Papers that the meeting needs, ready to print. */
export function Papers({ meeting }: AfterProps) {
  const { t, href } = usePage();
  const noticed = formRules[meeting.form].noticed;
  const kinds = [
    ...(noticed ? (['poster', 'aloud', 'press', 'letter'] as const) : []),
    'pack',
    'minutes',
  ] as const;
  const label = (kind: (typeof kinds)[number]) =>
    kind === 'pack' || kind === 'minutes'
      ? t(`public-meetings.${kind}.title`)
      : t(`public-meetings.notice.${kind}`);
  return (
    <Card title={t('public-meetings.papers')}>
      <ul class="plain">
        {kinds.map((kind) => (
          <li key={kind}>
            <a href={href(publicPath(meeting, `/papers/${kind}.html`))}>{label(kind)}</a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
