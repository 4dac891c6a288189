import type { VNode } from 'preact';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { useApp } from './app-context.ts';
import { installState } from './install.ts';

/**
 * On an iPhone or iPad an app of the home screen has a store of its own, and Safari clears that of a page after a
 * week without a visit: what is prepared in Safari is not there later. So this is said before the code is used.
 */
export function HomeScreenFirst(): VNode | null {
  const { t } = useApp();
  if (installState() !== 'ios') return null;
  return (
    <Notice tone="warn" title={t('field.core.install.ios-first')}>
      <p>{t('field.core.install.ios-why')}</p>
      <p>
        {t('field.core.install.ios')} {t('field.core.install.ios-then')}
      </p>
    </Notice>
  );
}
