import { Fields } from '../../../../nodes/engine/fields';
import { readHeader } from '../../../../nodes/Expertflow/messages/header';
import { type MediaFile, readBody } from '../../../../nodes/Expertflow/SendMedia/body';
import { properties } from '../../../../nodes/Expertflow/SendMedia/properties';

describe('a media message', () => {
	const values = {
		channelCustomerIdentifier: '4915550001122',
		serviceIdentifier: '880044',
		messageType: 'FILE',
	};
	const additionalFields = {
		senderId: '2f9a6f0e-1111-4c1d-8a55-9b7d3e0c4a21',
		customerFirstName: 'Ada',
		customerLastName: 'Test',
		providerMessageId: 'wamid.invented.1',
		timestamp: '2025-10-09T08:53:20.123Z',
	};
	const url = 'https://cx.example.test/file-engine/api/downloadFileStream?filename=48213_invoice.pdf';
	const message = (given: object, file: MediaFile) => {
		const fields = Fields.of({ ...values, ...given }, properties);
		return { header: readHeader(fields, 'UTC'), body: readBody(fields)(file) };
	};

	it('is the smallest message that keeps all known rules, with a FILE as its page shows it', () => {
		const file = { mediaUrl: url, mimeType: 'application/pdf', size: 18244, fileName: 'invoice.pdf' };
		expect(message({ additionalFields }, file)).toEqual({
			header: {
				sender: {
					id: '2f9a6f0e-1111-4c1d-8a55-9b7d3e0c4a21',
					type: 'CONNECTOR',
					senderName: 'N8N_CONNECTOR',
					additionalDetail: null,
				},
				channelData: {
					channelCustomerIdentifier: '4915550001122',
					serviceIdentifier: '880044',
					requestPriority: 0,
					customerFirstName: 'Ada',
					customerLastName: 'Test',
					additionalAttributes: [],
				},
				language: {},
				timestamp: 1760000000123,
				securityInfo: {},
				stamps: [],
				intent: null,
				entities: {},
				channelSessionId: null,
				conversationId: null,
				customer: null,
				schedulingMetaData: null,
				originalMessageId: null,
				providerMessageId: 'wamid.invented.1',
			},
			body: {
				type: 'FILE',
				caption: '',
				markdownText: null,
				attachment: { mediaUrl: url, mimeType: 'application/pdf', size: 18244, thumbnail: null },
				additionalDetails: { fileName: 'invoice.pdf' },
			},
		});
	});

	it('leaves out what is not known', () => {
		const bare = message({ messageType: 'IMAGE' }, { mediaUrl: url, fileName: 'a.png' });
		expect(JSON.stringify(bare)).not.toMatch(/customerFirstName|customerLastName|roomId|"size"/);
		// No key at all, not only none that JSON shows
		expect(bare).toStrictEqual(JSON.parse(JSON.stringify(bare)));
	});
});
