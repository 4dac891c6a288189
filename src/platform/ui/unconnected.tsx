import { usePage } from './page-context.ts';
import { Notice } from './surfaces.tsx';

/**
 * Says where it matters what of this server is not connected: mail, before a letter is counted on; the public address,
 * before it is printed or sent.
 */
export function Unconnected({ what }: { what: 'mail' | 'address' }) {
  const { t, lacks = [], origin = '' } = usePage();
  if (!lacks.includes(what)) return null;
  return (
    <Notice tone="warn" title={t(`ui.unconnected.${what}`)}>
      {t(`ui.unconnected.${what}.cure`, { origin })}
    </Notice>
  );
}
