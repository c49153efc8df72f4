export { ChainLine, type ChainLineProps } from "../ui/chain-line.tsx";
