import { usePage } from '../../platform/ui/page-context.ts';
import { Card } from '../../platform/ui/surfaces.tsx';
import { Timeline } from '../../platform/ui/task-lists.tsx';
import type { Lock } from '../data/locks.ts';

/** Closed, reopened with a reason, closed again; nothing where it was never closed. */
export function LockHistory({ locks }: { locks: readonly Lock[] }) {
  const { t, fmt } = usePage();
  if (locks.length === 0) return null;
  return (
    <Card title={t('meetings.lock.history')}>
      <Timeline
        items={locks.map((lock) => ({
          key: lock.id,
          when: fmt.dateTime(lock.at),
          title: t(`meetings.lock.${lock.kind}`, { name: lock.byName }),
          note: lock.reason ?? undefined,
        }))}
      />
    </Card>
  );
}
