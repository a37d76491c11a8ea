import { dataFile } from '../testkit/dataFile';
import type { Example } from '../testkit/example';

const CHAT = '0001RaC8KT5M00QX';
const TEXT = 'Here is your signed contract – thank you!';

/** A file is linked to an agent's chat, then delivered to the customer with a text. */
export const example: Example = {
	holds: () => {
		const { name, type, bytes, sha256 } = dataFile('signed-contract.pdf');
		return [
			{
				vendor: 'genesys',
				kind: 'linkedDocument',
				compare: ({ fact, file }) => ({
					chat: fact.chatId,
					name: fact.name,
					type: fact.mime,
					size: fact.size,
					sha256: file?.sha256,
				}),
				expected: [{ chat: CHAT, name, type, size: bytes.length, sha256 }],
			},
			{
				vendor: 'genesys',
				kind: 'message',
				compare: ({ fact }) => ({ chat: fact.chatId, text: fact.text }),
				expected: [{ chat: CHAT, text: TEXT }],
			},
			{
				vendor: 'genesys',
				kind: 'uploadedFile',
				compare: ({ fact }) => ({
					chat: fact.chatId,
					sha256: fact.sha256,
					uploadType: fact.uploadType,
					uploadPath: fact.uploadPath,
					description: fact.description,
					text: fact.text,
				}),
				expected: [
					{
						chat: CHAT,
						sha256,
						uploadType: 'file-system',
						uploadPath: name,
						description: 'Signed contract',
						text: TEXT,
					},
				],
			},
		];
	},
};
