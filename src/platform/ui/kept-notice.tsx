import { usePage } from './page-context.ts';
import { Notice } from './surfaces.tsx';

/** Fields that no person types. */
const ours = new Set(['csrf', 'operationId', 'kept', 'revision', 'unkept']);

/**
 * Stands where text came back that was sent when the sign-in had ended: it is not saved. `homeless` shows it to be
 * copied, where the page has its form no more.
 */
export function KeptNotice({ homeless = false }: { homeless?: boolean }) {
  const { t, refused } = usePage();
  if (!refused) return null;
  const texts = Object.entries(refused.values).flatMap(([name, value]) =>
    ours.has(name) ? [] : (value ?? []),
  );
  return (
    <Notice id="kept" tone="warn" title={t('ui.kept.title')} live>
      <p>{t(homeless ? 'ui.kept.homeless' : 'ui.kept.text')}</p>
      {refused.lostFiles && <p>{t('ui.kept.files')}</p>}
      {homeless && <pre>{texts.filter((text) => text.trim() !== '').join('\n')}</pre>}
    </Notice>
  );
}
