import { vendor } from '../support';

export const NODE = 'expertflowSendMedia';
export const RECEIVE = { method: 'POST', path: '/ccm/message/receive' };
export const SOURCE = 'https://media.example.test/m/77';

const to = { serviceIdentifier: '880044', channelCustomerIdentifier: '4915550001122' };

/** Parameters for a file of the item, one from an address, and one that is stored. */
export const fromFile = { ...to, source: 'file', binaryField: 'data' };
export const fromUrl = { ...to, source: 'url', sourceUrl: SOURCE, channel: 'WEB' };
export const stored = { ...to, source: 'storedFile', storedName: '1_a.png' };

interface Message {
	id: string;
	header: Record<string, unknown> & { channelData: Record<string, unknown>; sender: Record<string, unknown> };
	body: Record<string, unknown> & { attachment: Record<string, unknown>; additionalDetails: unknown };
}

/** The messages that CCM holds. */
export function messages(): Message[] {
	return vendor()
		.store.held<Message>('message')
		.map(({ fact }) => fact);
}

/** The uploads that the file engine got, of either kind. */
export function uploads() {
	return vendor().store.requests({ path: /upload/ });
}
