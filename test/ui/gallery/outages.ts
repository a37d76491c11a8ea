import type { Mistake } from './mistake';

/** Nobody's mistake. */
export const outages: Mistake[] = [
	{
		title: 'The vendor gets too many requests',
		credential: 'superOfficeApi',
		step: {
			node: 'SuperOffice Add Chat Message',
			parameters: {
				authentication: 'onsite',
				chatSessionId: { __rl: true, mode: 'id', value: '5177' },
				text: 'Any news?',
				options: { maxTries: 1 },
			},
		},
		world: ({ superOffice }) => {
			const fault = { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: '' } as const;
			superOffice.faults.add({ times: Infinity, fault });
		},
	},
	{
		title: 'The answer got lost',
		credential: 'haptikApi',
		step: {
			node: 'Haptik Send File',
			parameters: { authId: 'cust_88123', registerUser: true },
			file: 'signed-contract.pdf',
		},
		world: ({ haptik }) => {
			const when = { path: '/log_file_from_user/', after: 1 };
			haptik.faults.add({ when, times: Infinity, fault: { kind: 'resetAfter' } });
		},
	},
];
