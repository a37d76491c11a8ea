/** Whether a vendor can reach the address that n8n has for a trigger. */

import { Failure } from './errors';

/** Networks that nobody outside reaches. https://www.rfc-editor.org/rfc/rfc6890 */
const PRIVATE_V4 =
	/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/;
const PRIVATE_V6 = /^\[(::1?\]|f[cd]|fe[89ab])/;

/** Names that mean something inside a house or a container only. */
const LOCAL_NAME = /^[^.]+$|\.(localhost|local|internal|lan|home|test|invalid)$/;

/** Whether an address leads nowhere but to the own machine or network. */
export function isPrivate(address: string): boolean {
	if (!URL.canParse(address)) return true;
	const { hostname } = new URL(address);
	if (hostname.startsWith('[')) return PRIVATE_V6.test(hostname);
	return PRIVATE_V4.test(hostname) || LOCAL_NAME.test(hostname);
}

/**
 * Refuses an address that the vendor cannot reach. A vendor that is in a private network itself may reach what nobody else does.
 *
 * @param address that n8n has for the trigger
 * @param vendor as the user knows it, and its own address
 * @throws Failure when the address is private, or not https
 */
export function checkReachable(
	address: string | undefined,
	{ vendor, url }: { vendor: string; url: string },
): void {
	if (isPrivate(url)) return;
	if (address !== undefined && address.startsWith('https://') && !isPrivate(address)) return;
	throw new Failure({
		message: `${vendor} cannot reach this node at ${address ?? 'the address that n8n has for it'}`,
		remedy:
			'Give n8n a public address that starts with https://, in its setting WEBHOOK_URL, and restart it. While you try things out, a tunnel to this machine gives you one.',
		delivery: 'notSent',
	});
}
