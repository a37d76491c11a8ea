import type { Held } from '../sandbox';
import { dataFile } from '../testkit/dataFile';
import type { Example } from '../testkit/example';

const PHOTO = 'broken-router.png';
const DOCUMENT = 'warranty-card.pdf';

interface Message {
	header: { sender: { type: string }; channelData: Record<string, unknown> };
	body: { type: string; caption: string; markdownText: string | null; attachment: Record<string, unknown> };
}

/** All that the example decides about a message; of the media URL, without the tag that differs from run to run. */
function messageOf({ fact }: Held) {
	const { header, body } = fact as unknown as Message;
	const { mediaUrl, mimeType, size } = body.attachment;
	const { serviceIdentifier, channelCustomerIdentifier, customerFirstName } = header.channelData;
	return {
		by: header.sender.type,
		to: serviceIdentifier,
		customer: channelCustomerIdentifier,
		name: customerFirstName,
		type: body.type,
		caption: body.caption,
		text: body.markdownText,
		mediaUrl: String(mediaUrl).replace(/filename=[0-9a-f]{12}_/, 'filename='),
		mimeType,
		size,
	};
}

/** A customer's photo from a file, then a document that Expertflow fetches from an address. */
export const example: Example = {
	holds: ({ vendors, dataUrl }) => {
		const [photo, document] = [dataFile(PHOTO), dataFile(DOCUMENT)];
		const customer = { by: 'CONNECTOR', to: '880044', customer: '4915550001122', name: 'Zoë' };
		const download = `${vendors.expertflow.url}/file-engine/api/downloadFileStream?filename=`;
		return [
			{
				vendor: 'expertflow',
				kind: 'file',
				compare: ({ fact, file }) => ({ type: fact.type, sha256: file?.sha256, source: fact.sourceUrl }),
				expected: [
					{ type: photo.type, sha256: photo.sha256 },
					{ type: document.type, sha256: document.sha256, source: `${dataUrl}/${DOCUMENT}` },
				],
				requests: {
					// One with a token that has ended is refused, and sent again with a new one
					are: ({ headers, answer }) =>
						String(headers.authorization).startsWith('Bearer ') && answer.status !== 401,
					count: 4,
				},
			},
			{
				vendor: 'expertflow',
				kind: 'message',
				compare: messageOf,
				expected: [
					{
						...customer,
						type: 'IMAGE',
						caption: 'My router – it won’t start ⚠️',
						text: null,
						mediaUrl: `${download}${PHOTO}`,
						mimeType: photo.type,
						size: photo.bytes.length,
					},
					{
						...customer,
						type: 'FILE',
						caption: '',
						text: 'And here is the warranty card.',
						mediaUrl: `${download}Warranty-card.pdf`,
						mimeType: document.type,
						size: document.bytes.length,
					},
				],
			},
		];
	},
};
