import { checkReachable, isPrivate } from '../../nodes/engine/reachable';

const acme = { vendor: 'Acme', url: 'https://api.acme.example' };

describe('isPrivate', () => {
	it.each([
		'http://localhost:5678/webhook/1',
		'http://127.0.0.1:5678',
		'https://10.1.2.3',
		'https://192.168.0.10',
		'https://172.16.0.1',
		'https://172.31.255.1',
		'https://169.254.1.1',
		'https://100.64.0.1',
		'https://100.127.0.1',
		'https://[::1]:5678',
		'https://[fd00::1]',
		'https://[fe80::1]',
		'http://n8n:5678',
		'https://n8n.internal',
		'https://flows.localhost',
		'no address',
	])('is %s', (address) => {
		expect(isPrivate(address)).toBe(true);
	});

	it.each([
		'https://n8n.acme.example/webhook/1',
		'https://172.32.0.1',
		'https://100.128.0.1',
		'https://8.8.8.8',
		'https://[2001:db8::1]',
		'https://10.acme.example',
		'https://localhost.acme.example',
	])('is not %s', (address) => {
		expect(isPrivate(address)).toBe(false);
	});
});

describe('checkReachable', () => {
	it('takes a public address with https', () => {
		expect(() => checkReachable('https://n8n.acme.example/webhook/1', acme)).not.toThrow();
	});

	it.each(['http://n8n.acme.example/webhook/1', 'https://localhost/webhook/1', undefined])(
		'refuses %s',
		(address) => {
			expect(() => checkReachable(address, acme)).toThrow(
				expect.objectContaining({
					facts: expect.objectContaining({
						message: expect.stringMatching(/^Acme cannot reach this node at /) as unknown,
						remedy: expect.stringContaining('WEBHOOK_URL') as unknown,
						delivery: 'notSent',
					}) as unknown,
				}),
			);
		},
	);

	it('takes any for a vendor in a private network', () => {
		expect(() =>
			checkReachable('http://localhost:5678/webhook/1', { vendor: 'Acme', url: 'http://127.0.0.1:5813' }),
		).not.toThrow();
	});
});
