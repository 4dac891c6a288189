import type { TestProject } from 'vitest/node';
import { findChromium } from '../scripts/chromium.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of Chromium; empty when this machine has none: then every system test fails and says how to get it. */
    chromium: string;
  }
}

/** Global setup of the system tests: finds the browser. It is started by the first test that needs it. */
export default function setup(project: TestProject): void {
  project.provide('chromium', findChromium() ?? '');
}
