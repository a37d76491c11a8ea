import { findChromium } from './chromium';

describe('findChromium', () => {
	it('says what to install when there is none', () => {
		expect(() => findChromium({ PATH: '/nowhere' })).toThrow(
			/needs? Chromium.*apt-get install chromium.*CHROMIUM_PATH/,
		);
	});

	it('says so when CHROMIUM_PATH leads nowhere', () => {
		expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium' })).toThrow(
			'CHROMIUM_PATH names /nowhere/chromium, and there is no such file.',
		);
	});

	it('takes the program that CHROMIUM_PATH names', () => {
		expect(findChromium({ CHROMIUM_PATH: process.execPath, PATH: '' })).toBe(process.execPath);
	});
});
