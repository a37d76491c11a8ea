import { join } from 'node:path';

import { readOptions } from '../../tools/demo/options';
import { cacheFolder } from '../../tools/runtime/paths';

describe('the command line of the demo', () => {
	it('has the usual ports and a folder of its own in the cache', () => {
		expect(readOptions([])).toEqual({
			once: false,
			fresh: false,
			n8n: '2.41.1',
			n8nPort: 5678,
			sandboxPort: 5810,
			folder: join(cacheFolder(), 'demo'),
		});
	});

	it('takes every option', () => {
		const args = ['--once', '--fresh', '--n8n', '1.123.81', '--n8n-port', '6000'];
		args.push('--sandbox-port', '7000', '--folder', '/tmp/x');
		expect(readOptions(args)).toEqual({
			once: true,
			fresh: true,
			n8n: '1.123.81',
			n8nPort: 6000,
			sandboxPort: 7000,
			folder: '/tmp/x',
		});
	});

	it('gives nothing when help is asked for', () => {
		expect(readOptions(['--help'])).toBeUndefined();
	});

	it.each(['abc', '80', '70000', '5678.5', ''])('refuses "%s" as a port and names the option', (port) => {
		expect(() => readOptions(['--n8n-port', port])).toThrow(
			`--n8n-port must be a whole number from 1024 to 65500, not "${port}"`,
		);
	});

	it('keeps the data of another n8n apart, and refuses one that the pack was not tried on', () => {
		expect(readOptions(['--n8n', '2.33.7'])?.folder).toBe(join(cacheFolder(), 'demo-2.33.7'));
		expect(() => readOptions(['--n8n', '2.0.0'])).toThrow(
			'--n8n must be one of 1.123.81, 2.20.12, 2.33.7, 2.41.1, not "2.0.0"',
		);
	});

	it('refuses an option that it does not know', () => {
		expect(() => readOptions(['--twice'])).toThrow("Unknown option '--twice'");
	});
});

describe('the cache folder', () => {
	it('is the one named in the environment, else under XDG_CACHE_HOME, else under ~/.cache', () => {
		expect(cacheFolder({ CUSTOMER_CHAT_CACHE: '/a/b', XDG_CACHE_HOME: '/x' })).toBe('/a/b');
		expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/n8n-nodes-customer-chat');
		expect(cacheFolder({})).toMatch(/\/\.cache\/n8n-nodes-customer-chat$/);
	});
});
