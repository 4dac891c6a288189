import type { VNode } from 'preact';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useMeeting } from '../core/hooks.ts';
import { useStuck } from '../kit/stuck.ts';
import type { Gallery } from './use-gallery.ts';

/** The control sums, beside every part of the gallery (R-AGG-06). */
export function SumsBar({ sums, tally, people }: Pick<Gallery, 'sums' | 'tally' | 'people'>): VNode {
  const { t, fmt } = useApp();
  const { id } = useMeeting();
  const stuck = useStuck<HTMLElement>('--gal-sums');
  const names = (ids: readonly string[]) =>
    people
      .filter((one) => ids.includes(one.id))
      .map((one) => (one.fullName === '' ? `№${one.number}` : `${one.number}. ${one.fullName}`))
      .join(', ');
  const over = sums.over ?? 0;
  const silent = sums.used === 0 || sums.named === 0 ? '' : names(sums.silentPeople);
  const tooMany = names(sums.overPeople);
  return (
    <details class="gal-sums">
      <summary ref={stuck}>
        <dl>
          {sums.possible === null ? (
            <div>
              <dt>{t('needs.board.sum-possible')}</dt>
              <dd>–</dd>
            </div>
          ) : (
            <div>
              <dt>
                {fmt.number(sums.people ?? 0)} × {fmt.number(sums.each)}
              </dt>
              <dd>{fmt.number(sums.possible)}</dd>
            </div>
          )}
          <div>
            <dt>{t('needs.board.sum-used')}</dt>
            <dd>{fmt.number(sums.used)}</dd>
          </div>
          <div class={over > 0 ? 'wrong' : undefined}>
            <dt>{t(over > 0 ? 'needs.board.sum-over' : 'field.gallery.sum.unused')}</dt>
            <dd>{sums.unused === null ? '–' : fmt.number(over > 0 ? over : sums.unused)}</dd>
          </div>
          <div>
            <dt>{t('field.gallery.sum.ungrouped')}</dt>
            <dd>{fmt.number(tally.ungrouped)}</dd>
          </div>
        </dl>
        <span class="gal-more">
          <span>{t('field.gallery.sum.more')}</span>
          <Icon name="down" />
        </span>
      </summary>
      <div class="gal-sums-more">
        {sums.people === null && (
          <p>
            {t('field.gallery.sum.people-unknown')}{' '}
            <a href={`#/m/${id}/opening`}>{t('field.gallery.sum.to-opening')}</a>
          </p>
        )}
        <p>
          {t('field.gallery.sum.by-way', {
            typed: sums.byWay.typed,
            phone: sums.byWay.phone,
            photo: sums.byWay.photo,
          })}
        </p>
        <p>
          {t('field.gallery.sum.by-sex', {
            women: sums.bySex.female,
            men: sums.bySex.male,
            unknown: sums.bySex.unknown,
          })}
        </p>
        {over > 0 && <p class="gal-wrong">{t('field.gallery.sum.over-hint', { count: over })}</p>}
        {tooMany !== '' && (
          <p class="gal-wrong">{t('field.gallery.sum.over-people', { each: sums.each, names: tooMany })}</p>
        )}
        {silent !== '' && <p>{t('field.gallery.sum.silent', { names: silent })}</p>}
      </div>
    </details>
  );
}
