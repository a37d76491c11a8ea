import { findChromium } from './chromium';

/** Before the first test: without a browser it says once what to install, and not at each journey. @throws an Error that says it */
export default function requireChromium(): void {
	findChromium();
}
