import { Confirm } from '../../../platform/ui/confirm.tsx';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { Unconnected } from '../../../platform/ui/unconnected.tsx';
import { Card, Tag } from '../../../platform/ui/surfaces.tsx';
import { listPath } from './list-path.ts';
import { hiddenSentences } from './hidden-text.ts';
import type { PrioritiesViewProps } from './priorities.tsx';
import type { PrioritiesSnapshot } from '../rules/snapshot.ts';

export function Publishing(props: PrioritiesViewProps) {
  const page = usePage();
  const { t, fmt, href } = page;
  const room = useRoom('needs');
  const { list, tally, address } = props;
  const path = listPath(room, list.list);
  const standing = props.publications.find((one) => one.withdrawnAt === null);
  const open = list.facts.sessions - list.facts.closed;
  return (
    <Card title={t('needs.publish.title')}>
      <Unconnected what="address" />
      {standing ? (
        <p>
          <Tag tone="ok">{t('needs.publish.standing', { version: standing.version })}</Tag>{' '}
          {t('needs.publish.since', { name: standing.publishedBy, date: fmt.dateTime(standing.publishedAt) })}{' '}
          <a href={href(address)}>{t('needs.publish.open')}</a> ·{' '}
          <a href={href(`${address}/poster.pdf`)}>{t('needs.publish.poster')}</a>
          {standing.reason && (
            <>
              <br />
              {t('needs.publish.early', { reason: standing.reason })}
            </>
          )}
          <br />
          <code>{`${(page.origin ?? '').replace(/^https?:\/\//, '')}${href(address)}`}</code>
        </p>
      ) : (
        <p>{t('needs.publish.none')}</p>
      )}
      {props.mayPublish && (
        <div class="actions">
          <Confirm
            id="publish"
            action={`${path}/publish`}
            verb={t(standing ? 'needs.publish.again' : 'needs.publish.do')}
            reason={open > 0 ? t('needs.publish.reason-open', { count: open }) : false}
            example={t('needs.example.publish')}
            fields={{ year: String(tally.cycle.year), rule: list.rule }}
          >
            <p>{t('needs.publish.what')}</p>
            {props.told && <WhatIsHidden told={props.told} />}
            <p>{t('needs.publish.rule', { rule: t(`needs.rule.${list.rule}`) })}</p>
          </Confirm>
          {standing && (
            <Confirm
              id="withdraw"
              action={`${room}/publications/${standing.id}/withdraw`}
              verb={t('acts.withdraw.submit')}
              reason
              example={t('needs.example.withdraw')}
              danger
              fields={{ list: list.list ?? '', year: String(tally.cycle.year) }}
            >
              {t('needs.publish.withdraw-what')}
            </Confirm>
          )}
        </div>
      )}
      {props.publications.some((one) => one.withdrawnAt !== null) && (
        <details>
          <summary>{t('needs.publish.history')}</summary>
          <ul>
            {props.publications.map((one) => (
              <li key={one.id}>
                {t('needs.publish.version', { version: one.version })}: {one.publishedBy},{' '}
                {fmt.dateTime(one.publishedAt)}
                {one.reason && <> · {t('needs.publish.early', { reason: one.reason })}</>}
                {one.withdrawnAt && (
                  <>
                    {' · '}
                    {one.withdrawnReason === 'replaced'
                      ? t('needs.publish.replaced')
                      : t('needs.publish.withdrawn', {
                          date: fmt.dateTime(one.withdrawnAt),
                          reason: one.withdrawnReason ?? '',
                        })}
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

/** What this very list would not show, before it is published. */
function WhatIsHidden({ told }: { told: PrioritiesSnapshot }) {
  const page = usePage();
  const hidden = hiddenSentences(page, told);
  if (hidden.length === 0) return <p>{page.t('needs.publish.nothing-hidden')}</p>;
  return (
    <>
      <p>{page.t('needs.publish.hidden')}</p>
      <ul>
        {hidden.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
