import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium of this machine: the one that `CHROMIUM_PATH` names, else the first on the PATH.
 * @throws an Error that says what to install
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
	const { CHROMIUM_PATH: named, PATH = '' } = env;
	if (named) {
		if (existsSync(named)) return named;
		throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`);
	}
	const found = PATH.split(delimiter)
		.flatMap((folder) => NAMES.map((name) => join(folder, name)))
		.find(existsSync);
	if (found) return found;
	throw new Error(
		'The browser tests need Chromium, and it is not on the PATH. Install it ("apt-get install chromium" on Debian and ' +
			'Ubuntu, "brew install --cask chromium" on macOS), or set CHROMIUM_PATH to the program.',
	);
}
