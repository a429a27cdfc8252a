import { NetworkSkeleton } from "@/components/market/network-skeleton";

export default NetworkSkeleton;
