import { checkReachable, isPrivate } from '../../nodes/engine/reachable';
import { failureOf } from '../support/failure';

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
		'https://100.70.0.1',
		'https://100.99.0.1',
		'https://100.110.0.1',
		'https://100.120.0.1',
		'https://172.20.0.1',
		'https://172.30.0.1',
		'https://0.0.0.0',
		'https://[::]',
		'https://[fc00::1]',
		'https://[fe90::1]',
		'https://[fea0::1]',
		'https://[feb0::1]',
		'https://n8n.local',
		'https://n8n.lan',
		'https://n8n.home',
		'https://n8n.test',
		'https://n8n.invalid',
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
		'https://100.63.0.1',
		'https://172.15.0.1',
		'https://11.1.2.3',
		'https://110.1.2.3',
		'https://192.167.0.1',
		'https://192.168.acme.example',
		'https://[::2]',
		'https://[fec0::1]',
		'https://[2fd0::1]',
		'https://n8n.locality',
		'https://local.acme.example',
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

	it.each([
		['http://n8n.acme.example/webhook/1', 'http://n8n.acme.example/webhook/1'],
		['https://localhost/webhook/1', 'https://localhost/webhook/1'],
		[undefined, 'the address that n8n has for it'],
	])('refuses %s', (address, told) => {
		expect(failureOf(() => checkReachable(address, acme))).toEqual({
			message: `Acme cannot reach this node at ${told}`,
			remedy:
				'Give n8n a public address that starts with https://, in its setting WEBHOOK_URL, and restart it. While you try things out, a tunnel to this machine gives you one.',
			delivery: 'notSent',
		});
	});

	it('takes any for a vendor in a private network', () => {
		expect(() =>
			checkReachable('http://localhost:5678/webhook/1', { vendor: 'Acme', url: 'http://127.0.0.1:5813' }),
		).not.toThrow();
	});
});
