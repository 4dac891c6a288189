import type { CycleRow } from '../../cycle/data.ts';
import { useI18n } from '../../platform/i18n/context.ts';

/** The years of the municipality: which one is shown, and the way to the others. */
export function CycleSwitch({
  cycles,
  shown,
  path,
}: {
  cycles: readonly CycleRow[];
  shown: number;
  path: string;
}) {
  const { t, href } = useI18n();
  if (cycles.length < 2) return null;
  return (
    <nav aria-label={t('cycle.page.years')}>
      <ul class="downloads">
        {cycles.map(({ year }) => (
          <li key={year}>
            <a
              class={year === shown ? 'btn small' : 'btn ghost small'}
              href={href(`${path}?year=${year}`)}
              aria-current={year === shown ? 'page' : undefined}
            >
              {String(year)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
