export async function measureReader(_rounds: number): Promise<void> {}
