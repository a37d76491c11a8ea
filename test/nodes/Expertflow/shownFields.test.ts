import type { INodeParameters } from 'n8n-workflow';

import { packNodes } from '../../../testkit/pack';
import { shownFields } from '../../support/shownFields';

const shown = (node: string, values: INodeParameters) =>
	shownFields(packNodes().get(node)?.description.properties ?? [], values).map((path) =>
		path.replace('additionalFields.', '+'),
	);
const words = (text: string) => text.split(' ').filter(Boolean);

describe('the editor shows a field only where it says something', () => {
	it.each([
		['PLAIN', 'text +intent +originalMessageId +providerMessageId'],
		['reply', 'text originalMessageId providerMessageId'],
		[
			'LOCATION',
			'latitude longitude +additionalDetails +intent +locationAddress +locationName +locationUrl +originalMessageId +providerMessageId +textBeside',
		],
		['CONTACT', 'contacts +additionalDetails +intent +originalMessageId +providerMessageId +textBeside'],
		[
			'STICKER',
			'storedName +additionalDetails +intent +originalMessageId +providerMessageId +stickerId +textBeside',
		],
		['custom', 'customBody +anyType +customHeader +intent +originalMessageId +providerMessageId'],
	])('of Send Message with a message of the type %s', (messageType, fields) => {
		expect(shown('expertflowSendMessage', { messageType })).toEqual(words(fields));
	});

	it.each([
		['DELIVERED', 'receivedMessageId'],
		['READ', 'receivedMessageId'],
		['FAILED', 'receivedMessageId reasonCode reason'],
		['TYPING_STARTED', ''],
		['TYPING_STOPPED', ''],
	])('of Send Receipt for %s', (receipt, fields) => {
		expect(shown('expertflowSendReceipt', { receipt })).toEqual(words(fields));
	});

	it.each([
		['file', 'binaryField +conversationId options.maxFileSize'],
		['url', 'sourceUrl channel +apiKey360 +conversationId +oauth options.uploadPath'],
		['storedFile', 'storedName fileDetails.fileSize'],
	])('of Send Media with the source %s', (source, fields) => {
		expect(shown('expertflowSendMedia', { source })).toEqual(words(fields));
	});

	it.each(['storedFile', 'mediaUrl'])('of Download File with the source %s', (source) => {
		expect(shown('expertflowDownloadFile', { source })).toEqual([
			source === 'storedFile' ? 'storedName' : 'mediaUrl',
		]);
	});

	it('of the trigger', () => {
		expect(shown('expertflowTrigger', { events: ['PLAIN'] })).toEqual([]);
		expect(shown('expertflowTrigger', { events: ['PLAIN', 'NOTIFICATION'] })).toEqual([
			'filters.notificationTypes',
		]);
	});
});
