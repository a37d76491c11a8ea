import type { Mistake } from './mistake';

const send = (parameters: Record<string, unknown>, file: Mistake['step']['file']) => ({
	credential: 'haptikApi',
	step: { node: 'Haptik Send File', parameters: { authId: 'cust_88123', ...parameters }, file },
});

/** Files. */
export const files: Mistake[] = [
	{
		title: 'The field holds no file',
		credential: 'expertflowApi',
		step: {
			node: 'Expertflow Send Media',
			parameters: {
				serviceIdentifier: '880044',
				channelCustomerIdentifier: '4915550001122',
				binaryField: 'photo',
			},
			file: 'broken-router.png',
		},
	},
	{
		title: 'The vendor does not take files of this kind',
		...send({}, { name: 'holiday.zip', type: 'application/zip', size: 2_000 }),
	},
	{
		title: 'The file is too large',
		...send({}, { name: 'scan.pdf', type: 'application/pdf', size: 12_400_000 }),
	},
	{ title: 'A document is sent as an image', ...send({ messageType: 'image' }, 'signed-contract.pdf') },
];
