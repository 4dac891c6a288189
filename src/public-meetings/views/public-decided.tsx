import { paperText } from '../../meetings/rules/from-paper.ts';
import { Lines } from '../../meetings/views/record.tsx';
import { onlyTyped } from '../../platform/i18n/typed-text.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Facts, Notice } from '../../platform/ui/surfaces.tsx';
import { speakerText } from '../documents/minutes.ts';
import type { MeetingSnapshot } from '../rules/snapshot.ts';

/** What residents read of a meeting after it: who came, what was decided, who said what. */
export function HeldPart({
  snapshot,
  held,
  villages,
  municipalityId,
}: {
  municipalityId: string;
  snapshot: MeetingSnapshot;
  held: NonNullable<MeetingSnapshot['held']>;
  villages: ReadonlyMap<string, { readonly nameKy: string; readonly nameRu: string }>;
}) {
  const page = usePage();
  const { t, fmt, lang, href } = page;
  const shown = (value: number | null) => (value === null ? '–' : fmt.number(value));
  const adopted = held.decisions;
  return (
    <>
      <Card title={t('public-meetings.public.came')}>
        <Facts
          items={[
            { label: t('ui.field.people'), value: shown(held.people) },
            ...(held.hidden || held.women === null
              ? []
              : [
                  { label: t('ui.field.women'), value: shown(held.women) },
                  { label: t('ui.field.men'), value: shown(held.men) },
                ]),
          ]}
        />
        {held.hidden && <p class="hint">{t('public-meetings.public.hidden')}</p>}
      </Card>
      <Card title={t('public-meetings.minutes.decided')}>
        {held.befell?.map((one) => (
          <Notice key={`${one.number} ${one.kind} ${one.on}`} tone="warn" title={t(`acts.event.${one.kind}`)}>
            <p>
              {fmt.date(one.on)}: {lang === 'ru' ? one.ru : one.ky}
            </p>
          </Notice>
        ))}
        {held.votes.map((vote, index) => {
          const one = lang === 'ru' ? vote.ru : vote.ky;
          return (
            <section key={index}>
              <h3>{one.text}</h3>
              <p>{one.words.join(' ')}</p>
              {one.named.length > 0 && (
                <details>
                  <summary>{t('public-meetings.public.by-name')}</summary>
                  <ul>
                    {one.named.map((member) => (
                      <li key={member.fullName}>
                        {member.fullName}: {member.vote}
                        {member.dissent !== '' && `. ${member.dissent}`}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </section>
          );
        })}
        {adopted.length > 0 && (
          <ol>
            {adopted.map((text, index) => (
              <li key={index}>{onlyTyped(page, text, snapshot.lang)}</li>
            ))}
          </ol>
        )}
        {adopted.length === 0 && held.votes.length === 0 && (
          <p class="hint">{t('public-meetings.minutes.nothing-decided')}</p>
        )}
        <p>
          {t(`decisions.force.${snapshot.force}`)}{' '}
          {snapshot.bindingBy !== '' && t('public-meetings.force.by', { article: snapshot.bindingBy })}
        </p>
        {held.minutesId && (
          <p>
            <a href={href(`/acts/${municipalityId}/${held.minutesId}`)}>
              {t('public-meetings.public.minutes')}
            </a>
          </p>
        )}
        {held.elected !== undefined && held.elected.length > 0 && (
          <>
            <h3>{t('public-meetings.elected')}</h3>
            <ul>
              {held.elected.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        )}
        {held.sentOn !== null && <p>{t('public-meetings.public.sent', { day: fmt.date(held.sentOn) })}</p>}
      </Card>
      {held.speeches.length > 0 && (
        <Card title={t('public-meetings.said')}>
          <ol class="plain">
            {held.speeches.map((one, index) => (
              <li key={index}>
                <strong>
                  {speakerText(
                    page,
                    {
                      official: one.official,
                      residentName: one.resident.name,
                      nameAgreed: one.resident.name !== '',
                      sex: one.resident.sex as 'female' | 'male' | null,
                      villageId: one.resident.villageId,
                    },
                    villages,
                  )}
                </strong>{' '}
                {one.paperTypedOn && (
                  <small>
                    {paperText(page, one.paperTypedOn, {
                      heldOn: held.heldOn,
                      plannedOn: snapshot.plannedOn,
                    })}
                  </small>
                )}
                <Lines text={onlyTyped(page, one.text, one.lang)} />
              </li>
            ))}
          </ol>
        </Card>
      )}
    </>
  );
}
